package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The product's compiled classes, read once a JVM for all tests of its architecture. */
final class House {
  static final String ROOT = "io.countersign.";
  static final List<String> MODULES =
      List.of("domain", "ledger", "connectors", "policies", "workflows", "server");
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.countersign");

  private House() {}

  /** The packages as ArchUnit wants them, each proved to hold a class. */
  static String[] inhabited(String... packages) {
    for (var name : packages) {
      assertThat(CLASSES.stream().anyMatch(resideInAPackage(name)))
          .as("classes in %s, which a rule names", name)
          .isTrue();
    }
    return packages;
  }

  /** A module's packages: {@code ledger} or, for a part of one, {@code connectors.ansible}. */
  static String module(String name) {
    return ROOT + name + "..";
  }
}
