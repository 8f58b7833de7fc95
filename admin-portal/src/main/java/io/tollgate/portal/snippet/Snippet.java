package io.tollgate.portal.snippet;

/** A program in one language, as it is shown. */
record Snippet(String id, String label, String code, boolean chosen) {}
