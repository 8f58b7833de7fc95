/** Google's Gemini format, as spoken by the Gemini API and by Vertex AI. */
@NullMarked
package io.tollgate.providers.wire.gemini;

import org.jspecify.annotations.NullMarked;
