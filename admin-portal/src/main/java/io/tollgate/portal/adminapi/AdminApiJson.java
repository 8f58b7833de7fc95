package io.tollgate.portal.adminapi;

import com.fasterxml.jackson.annotation.Nulls;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How strictly JSON is read. */
@Configuration(proxyBeanMethods = false)
class AdminApiJson {

  /** No holes in lists and maps: null never stands where a value is needed. */
  @Bean
  JsonMapperBuilderCustomizer noNullsInside() {
    return json -> json.changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL));
  }
}
