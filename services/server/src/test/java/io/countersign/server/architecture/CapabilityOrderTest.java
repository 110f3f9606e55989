package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import io.countersign.ledger.capability.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A package knows only what comes before it: first a module's own packages, then capability after
 * capability, in one order for all modules. A module's root wires and knows everything.
 */
class CapabilityOrderTest {
  /** What is in each module before all capabilities. */
  private static final Map<String, List<String>> BEFORE =
      Map.of(
          "domain", List.of(),
          "ledger",
              List.of(
                  "postgres", "codec", "axon", "capability", "view", "commit", "process", "log"),
          "server",
              List.of(
                  "witness",
                  "config",
                  "schedule",
                  "automation",
                  "metrics",
                  "web",
                  "temporal",
                  "summary"));

  /** Capabilities that the ledger's list doesn't have, each behind the one that it follows. */
  private static final Map<String, String> UNRECORDED =
      Map.of("diagnosis", "correlation", "oncall", "incident", "report", "audit");

  private static List<String> capabilities() {
    var order = new ArrayList<String>();
    for (var listed : Capabilities.all()) {
      var name = listed.getClass().getPackageName().replaceAll(".*\\.", "");
      order.add(name);
      UNRECORDED.forEach(
          (unrecorded, follows) -> {
            if (follows.equals(name)) {
              order.add(unrecorded);
            }
          });
    }
    return order;
  }

  private static List<String> order(String module) {
    return Stream.concat(BEFORE.getOrDefault(module, List.of()).stream(), capabilities().stream())
        .toList();
  }

  private static Stream<JavaClass> classes(String module) {
    return House.CLASSES.stream().filter(resideInAPackage(module(module)));
  }

  /** The first part of a class's package within its module; empty in the root and elsewhere. */
  private static Optional<String> part(String module, JavaClass type) {
    var home = House.ROOT + module + ".";
    return type.getPackageName().startsWith(home)
        ? Optional.of(type.getPackageName().substring(home.length()).split("\\.", 2)[0])
        : Optional.empty();
  }

  private static List<String> knownTooEarly(String module, List<String> order) {
    return classes(module)
        .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
        .filter(it -> isTooEarly(module, order, it))
        .map(Dependency::getDescription)
        .toList();
  }

  private static boolean isTooEarly(String module, List<String> order, Dependency dependency) {
    var from = part(module, dependency.getOriginClass());
    var to = part(module, dependency.getTargetClass());
    return from.isPresent()
        && to.isPresent()
        && order.indexOf(from.get()) < order.indexOf(to.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "ledger", "server"})
  void everyPackageHasItsPlace(String module) {
    assertThat(order(module))
        .doesNotHaveDuplicates()
        .containsAll(classes(module).flatMap(it -> part(module, it).stream()).distinct().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "ledger", "server"})
  void noPackageKnowsALaterOne(String module) {
    assertThat(knownTooEarly(module, order(module))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "ledger", "server"})
  void anotherOrderWouldBeCaught(String module) {
    assertThat(knownTooEarly(module, order(module).reversed())).hasSizeGreaterThan(10);
  }

  /** Only what starts the server knows the server's root. */
  @Test
  void nobodyKnowsWhatWires() {
    var wiring = House.ROOT + "server";
    assertThat(
            House.CLASSES.stream()
                .filter(it -> !it.getPackageName().equals(wiring))
                .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(it -> it.getTargetClass().getPackageName().equals(wiring)))
        .isEmpty();
  }

  /** Also not within a capability. */
  @ParameterizedTest
  @ValueSource(strings = {"domain.(**)", "connectors.(**)", "policies.(**)", "server.(**)"})
  void packagesFormNoCycle(String packages) {
    slices().matching(House.ROOT + packages).should().beFreeOfCycles().check(House.CLASSES);
  }
}
