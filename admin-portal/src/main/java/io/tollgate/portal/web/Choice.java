package io.tollgate.portal.web;

/** One of several values of a form field. */
public record Choice(String value, String label) {}
