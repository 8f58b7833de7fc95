package io.tollgate.simulator.vendor;

import io.tollgate.simulator.fault.Directives;

/** One vendor's API: its endpoints, its answers and its errors. */
public interface Vendor {
  /** The name of the wire format, such as {@code openai}. */
  String format();

  /** The model's name as it was sent, with the directives behind it; empty if there is none. */
  String model(Call call);

  /** The reply to a call, an error of the vendor's included. */
  Reply reply(Call call, Directives directives);

  /** What the vendor writes into a stream that fails half-way. */
  Frame streamError();
}
