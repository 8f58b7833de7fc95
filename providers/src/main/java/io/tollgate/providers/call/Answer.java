package io.tollgate.providers.call;

/** What became of an attempt: something for the client, or a failure to act upon. */
public sealed interface Answer permits ClientReply, UpstreamFailure {}
