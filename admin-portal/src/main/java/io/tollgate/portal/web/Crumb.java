package io.tollgate.portal.web;

/** A step of the way to a page. */
public record Crumb(String label, String path) {}
