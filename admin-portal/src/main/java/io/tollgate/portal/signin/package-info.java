/** Signing in, by password or through an OIDC issuer, and signing out. */
@NullMarked
package io.tollgate.portal.signin;

import org.jspecify.annotations.NullMarked;
