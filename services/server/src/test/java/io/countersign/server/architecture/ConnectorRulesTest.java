package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.countersign.server.architecture.House.inhabited;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.countersign.connectors.ConnectorTypes;
import io.countersign.connectors.intake.DeliveryType;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules by which a connector is added: one package, one type, one entry in one list. */
class ConnectorRulesTest {
  private static final List<Class<?>> TYPES =
      Stream.concat(
              Arrays.stream(Port.values()).flatMap(it -> ConnectorTypes.serving(it).stream()),
              ConnectorTypes.deliveries().stream())
          .<Class<?>>map(Object::getClass)
          .toList();

  @Test
  void theServersFileDoctorAndConnectionsNameNoVendor() {
    var vendors =
        TYPES.stream().map(it -> it.getPackageName() + "..").distinct().toArray(String[]::new);
    assertThat(vendors).hasSizeGreaterThan(5);
    noClasses()
        .that()
        .resideInAnyPackage(inhabited(module("server.config"), module("server.audit")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inhabited(vendors))
        .check(House.CLASSES);
  }

  @Test
  void everyTypeIsInTheList() {
    var written =
        House.CLASSES.stream()
            .filter(
                it ->
                    it.isAssignableTo(ConnectorType.class) || it.isAssignableTo(DeliveryType.class))
            .filter(it -> !it.isInterface())
            .map(JavaClass::getName)
            .toList();
    assertThat(TYPES).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(written);
  }

  @ParameterizedTest
  @EnumSource
  void aPortIsServedByKindsOfDifferentNames(Port port) {
    assertThat(ConnectorTypes.serving(port)).isNotEmpty();
    assertThat(ConnectorTypes.serving(port))
        .extracting(ConnectorType::kind)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.matches("[a-z]+(-[a-z]+)*"));
  }

  /** What a connector is made of is its own affair: only its types are seen from outside. */
  @Test
  void nobodyElseMakesAConnection() {
    var connections = Arrays.stream(Port.values()).<Class<?>>map(Port::connection).toList();
    var adapters =
        House.CLASSES.stream()
            .filter(it -> connections.stream().anyMatch(it::isAssignableTo) && !it.isInterface())
            .filter(it -> !resideInAnyPackage(module("connectors.memory")).test(it))
            .toList();
    assertThat(adapters).hasSizeGreaterThanOrEqualTo(Port.values().length);
    assertThat(adapters)
        .allSatisfy(
            it ->
                assertThat(it.getDirectDependenciesToSelf())
                    .allMatch(use -> use.getOriginClass().getPackage().equals(it.getPackage())));
  }
}
