package io.tollgate.providers.call;

/** What lay at an address that a client gave, fetched by the gateway. */
public record FetchedMedia(String mimeType, String base64) {
  @Override
  public String toString() {
    return "FetchedMedia[" + mimeType + ", " + base64.length() + " characters]";
  }
}
