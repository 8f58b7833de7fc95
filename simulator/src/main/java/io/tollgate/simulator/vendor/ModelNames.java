package io.tollgate.simulator.vendor;

import java.util.List;

/** The models that the simulator lists; it answers to any other name as well. */
public final class ModelNames {
  /** The names, as every vendor's list shows them. */
  public static final List<String> ALL = List.of("sim-small", "sim-large", "sim-embedding");

  private ModelNames() {}
}
