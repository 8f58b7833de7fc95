/** Public model names, the deployments behind them and what they cost. */
@NullMarked
package io.tollgate.domain.model;

import org.jspecify.annotations.NullMarked;
