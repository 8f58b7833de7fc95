package io.tollgate.network;

import java.net.ConnectException;

/** An upstream's name leads into a private network, and nobody has allowed that. */
public final class PrivateAddressException extends ConnectException {

  private static final long serialVersionUID = 1L;

  PrivateAddressException(String host) {
    super(host + " is not a public address");
  }
}
