package io.tollgate.persistence;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database that holds one of everything, for the tests of a class. */
final class StoredWorld implements BeforeAllCallback, AfterAllCallback {

  private PersistenceForTests persistence;
  private World world;

  @Override
  public void beforeAll(ExtensionContext context) {
    persistence = PersistenceForTests.start();
    world = World.storedIn(persistence);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    persistence.close();
  }

  PersistenceForTests persistence() {
    return persistence;
  }

  World world() {
    return world;
  }
}
