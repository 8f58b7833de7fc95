/** One AI request from top to bottom; start with the pipeline. */
@NullMarked
package io.tollgate.gateway.request;

import org.jspecify.annotations.NullMarked;
