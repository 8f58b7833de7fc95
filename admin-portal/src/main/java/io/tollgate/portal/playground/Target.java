package io.tollgate.portal.playground;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.subscription.SubscriptionId;

/** What can be tried: a model, through an application that is subscribed to an API with it. */
record Target(SubscriptionId subscription, Application application, Api api, Model model) {

  /** As a form names it; the name of a model may hold anything but comes last. */
  String value() {
    return subscription + "/" + model.name();
  }
}
