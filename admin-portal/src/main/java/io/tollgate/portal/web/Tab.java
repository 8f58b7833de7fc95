package io.tollgate.portal.web;

/** One side of a thing that is seen from several. */
public record Tab(String label, String path, boolean current) {}
