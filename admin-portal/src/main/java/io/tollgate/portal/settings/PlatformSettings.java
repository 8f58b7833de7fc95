package io.tollgate.portal.settings;

import io.tollgate.portal.model.ModelPublishing;

/** What holds for the whole platform. */
record PlatformSettings(SignUp signUp, ModelPublishing modelPublishing) {}
