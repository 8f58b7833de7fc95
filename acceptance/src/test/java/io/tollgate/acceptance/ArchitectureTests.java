package io.tollgate.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of docs/architecture.md, held against the compiled modules. */
@AnalyzeClasses(packages = "io.tollgate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule theDomainKnowsNoFrameworkAndNoOtherModule =
      classes()
          .that()
          .resideInAPackage("io.tollgate.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.tollgate.domain..",
              "java..",
              "javax.crypto..",
              "com.google.re2j..",
              "org.jspecify..",
              "reactor.core..",
              "org.reactivestreams..");

  @ArchTest
  static final ArchRule providersArePureFunctions =
      noClasses()
          .that()
          .resideInAPackage("io.tollgate.providers..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "io.netty..",
              "java.net.http..",
              "io.tollgate.gateway..",
              "io.tollgate.portal..",
              "io.tollgate.persistence..");

  @ArchTest
  static final ArchRule theNetworkKnowsNoApplicationAndNoFramework =
      noClasses()
          .that()
          .resideInAPackage("io.tollgate.network..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "io.tollgate.gateway..",
              "io.tollgate.portal..",
              "io.tollgate.persistence..");

  @ArchTest
  static final ArchRule theEmbeddedDatabaseStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.tollgate.postgres..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "io.tollgate.domain..",
              "io.tollgate.persistence..",
              "io.tollgate.standalone..");

  @ArchTest
  static final ArchRule theGatewayReachesStorageThroughPortsOnly =
      noClasses()
          .that()
          .resideInAPackage("io.tollgate.gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tollgate.persistence..", "io.tollgate.portal..", "io.r2dbc..", "java.sql..");

  @ArchTest
  static final ArchRule thePortalReachesStorageThroughPortsOnly =
      noClasses()
          .that()
          .resideInAPackage("io.tollgate.portal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tollgate.persistence..", "io.tollgate.gateway..", "java.sql..");

  @ArchTest
  static final ArchRule theSimulatorStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.tollgate.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tollgate.gateway..", "io.tollgate.portal..", "io.tollgate.persistence..");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("DTO")
          .orShould()
          .haveSimpleNameEndingWith("Dto")
          .orShould()
          .haveSimpleNameEndingWith("Entity");

  @ArchTest
  static final ArchRule theFeaturesOfThePortalHaveNoCycles =
      slices().matching("io.tollgate.portal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theFeaturesOfTheGatewayHaveNoCycles =
      slices().matching("io.tollgate.gateway.(*)..").should().beFreeOfCycles();
}
