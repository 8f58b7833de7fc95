/** Charts drawn on the server as SVG, readable in grey and without a script. */
@NullMarked
package io.tollgate.portal.chart;

import org.jspecify.annotations.NullMarked;
