/** Public model names, the deployments behind them and what they cost. */
@NullMarked
package io.tollgate.portal.model;

import org.jspecify.annotations.NullMarked;
