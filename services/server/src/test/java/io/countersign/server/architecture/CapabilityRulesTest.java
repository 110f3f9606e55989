package io.countersign.server.architecture;

import static io.countersign.server.architecture.House.inhabited;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order of the capabilities, which is the direction of knowledge, in every module that has
 * them: a package knows those before it, never one after it. What a capability consists of is known
 * to nobody else, so that one is added, or taken out, by its packages and one line in a list.
 */
class CapabilityRulesTest {
  private static final List<String> CAPABILITIES =
      List.of(
          "access",
          "intake",
          "catalog",
          "change",
          "alert",
          "correlation",
          "diagnosis",
          "incident",
          "planning",
          "policy",
          "remediation",
          "reference",
          "audit");

  /** What every capability of a module builds on, in its own order. A module's root wires all. */
  private static final Map<String, List<String>> BENEATH =
      Map.of(
          "domain",
          List.of(),
          "ledger",
          List.of("postgres", "codec", "axon", "commit", "process", "view", "capability"),
          "server",
          List.of("config", "schedule", "web", "summary", "automation", "metrics", "temporal"));

  private static final String EXAMPLE = "reference";

  @ParameterizedTest
  @ValueSource(strings = {"domain", "ledger", "server"})
  void nobodyKnowsWhoComesLater(String module) {
    var order = Stream.concat(beneath(module).stream(), CAPABILITIES.stream()).toList();
    var offences = new TreeSet<String>();
    for (var type : House.CLASSES) {
      packageIn(module, type)
          .ifPresent(own -> later(type, own, module, order).forEach(offences::add));
    }
    assertThat(offences).isEmpty();
  }

  private static Stream<String> later(
      JavaClass type, String own, String module, List<String> order) {
    assertThat(order).as("the order, with the package of %s", type.getName()).contains(own);
    return type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .map(JavaClass::getBaseComponentType)
        .filter(
            target ->
                packageIn(module, target)
                    .filter(other -> order.indexOf(other) > order.indexOf(own))
                    .isPresent())
        .map(target -> type.getName() + " knows " + target.getName());
  }

  private static List<String> beneath(String module) {
    return BENEATH.getOrDefault(module, List.of());
  }

  /** The first part of the package after the module's; nothing for its root, or another module. */
  private static Optional<String> packageIn(String module, JavaClass type) {
    var prefix = House.ROOT + module + ".";
    return Optional.of(type.getPackageName())
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()).split("\\.", -1)[0]);
  }

  /** The guide to adding a capability follows this one. */
  @Test
  void aCapabilityIsKnownToItselfAlone() {
    inhabited(
        module("domain." + EXAMPLE), module("ledger." + EXAMPLE), module("server." + EXAMPLE));
    Predicate<JavaClass> inside =
        type ->
            House.MODULES.stream()
                .anyMatch(it -> packageIn(it, type).filter(EXAMPLE::equals).isPresent());
    assertThat(
            House.CLASSES.stream()
                .filter(inside.negate())
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(it -> inside.test(it.getTargetClass().getBaseComponentType()))
                .map(Dependency::getDescription))
        .isEmpty();
  }

  /** The rule above would find it: within its packages they know each other. */
  @Test
  void andItConsistsOfClassesThatKnowEachOther() {
    assertThat(
            House.CLASSES.stream()
                .filter(it -> packageIn("server", it).filter(EXAMPLE::equals).isPresent())
                .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .map(it -> packageIn("domain", it.getTargetClass()).orElse("")))
        .contains(EXAMPLE);
  }
}
