/** One AI call as the gateway sees it: what a client asked, where it goes, and what comes back. */
@NullMarked
package io.tollgate.providers.call;

import org.jspecify.annotations.NullMarked;
