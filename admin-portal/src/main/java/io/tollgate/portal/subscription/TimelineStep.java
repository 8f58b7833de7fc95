package io.tollgate.portal.subscription;

import io.tollgate.domain.subscription.SubscriptionEvent;

/**
 * One step in the life of a subscription.
 *
 * @param actor the name of who did it, or of the part of Tollgate that did
 */
record TimelineStep(SubscriptionEvent event, String actor) {}
