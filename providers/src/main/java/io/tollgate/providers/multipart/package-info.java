/** Multipart forms, read without holding their files and changed without touching other bytes. */
@NullMarked
package io.tollgate.providers.multipart;

import org.jspecify.annotations.NullMarked;
