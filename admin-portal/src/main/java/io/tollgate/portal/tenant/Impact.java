package io.tollgate.portal.tenant;

/**
 * What stops when a tenant is suspended.
 *
 * @param keys those that are valid now
 * @param subscriptions what its applications may call
 * @param apis what it publishes
 * @param consumers subscriptions of other tenants to these APIs; they go on
 */
record Impact(
    long members, long applications, long keys, long subscriptions, long apis, long consumers) {}
