package io.tollgate.portal.provider;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;

/** The vendors that Tollgate knows by name; what a provider of each begins with. */
@AdminApi
@Tag(name = "Providers")
class VendorJsonController {

  record VendorResponse(
      String id,
      String name,
      WireFormat wireFormat,
      String baseUrl,
      AuthStyle authStyle,
      String authHeader,
      Map<String, String> settings) {

    static VendorResponse of(Vendor vendor) {
      return new VendorResponse(
          vendor.id(),
          vendor.name(),
          vendor.format(),
          vendor.baseUrl(),
          vendor.auth(),
          vendor.authHeader(),
          vendor.settings());
    }
  }

  @GetMapping("/vendors")
  List<VendorResponse> listVendors() {
    return Vendors.all().stream().map(VendorResponse::of).toList();
  }
}
