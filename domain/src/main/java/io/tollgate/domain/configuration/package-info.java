/** The configuration a gateway serves from, and the port that writes it. */
@NullMarked
package io.tollgate.domain.configuration;

import org.jspecify.annotations.NullMarked;
