package io.tollgate.providers.call;

/** Converts between one client endpoint and one wire format, in both directions. Has no state. */
public interface Translator {
  /**
   * What to send upstream; always made from the client's original request, so that it can be made
   * anew for another target. Throws {@link InvalidRequestException} when the target cannot do what
   * the client asks, and {@link MediaNeededException} when it takes no addresses of files.
   */
  UpstreamRequest request(ClientRequest request, Target target);

  /** The way back, for one attempt. */
  Exchange exchange(ClientRequest request, Target target);
}
