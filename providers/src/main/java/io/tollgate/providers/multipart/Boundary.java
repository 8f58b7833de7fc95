package io.tollgate.providers.multipart;

import io.tollgate.providers.call.InvalidRequestException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the boundary in a content type, as RFC 2046 has it. */
final class Boundary {
  private static final Pattern MULTIPART =
      Pattern.compile("multipart/form-data\\s*(;.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*boundary\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern VALID =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

  private Boundary() {}

  static String of(@Nullable String contentType) {
    Matcher multipart = MULTIPART.matcher(contentType == null ? "" : contentType.strip());
    if (multipart.matches()) {
      Matcher parameter = PARAMETER.matcher(multipart.group(1));
      if (parameter.find()) {
        String boundary = parameter.group(1) == null ? parameter.group(2) : parameter.group(1);
        if (VALID.matcher(boundary).matches()) {
          return boundary;
        }
      }
    }
    throw InvalidRequestException.field(
        "content-type", "The content type must be multipart/form-data with a valid boundary");
  }
}
