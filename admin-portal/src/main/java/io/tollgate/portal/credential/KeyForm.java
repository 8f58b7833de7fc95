package io.tollgate.portal.credential;

import org.jspecify.annotations.Nullable;

/** What somebody fills in to create a key. */
record KeyForm(@Nullable String name) {

  CredentialDetails details() {
    return new CredentialDetails(name, null);
  }
}
