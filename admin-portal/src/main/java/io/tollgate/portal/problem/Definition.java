package io.tollgate.portal.problem;

import org.jspecify.annotations.Nullable;

/**
 * Something that was defined, as a line names it.
 *
 * @param name what people call it; its id when nothing better is known
 * @param path of the page where it can be mended, or null when there is none
 */
record Definition(String name, @Nullable String path) {}
