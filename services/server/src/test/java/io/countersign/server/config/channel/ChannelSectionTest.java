package io.countersign.server.config.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.conversation.ChannelRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules of channels as the file has them: read strictly, with the place of what is wrong. */
class ChannelSectionTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final List<InputProblem> problems = new ArrayList<>();

  private ChannelRoutes read(String text) {
    var top = SettingsReader.of(YAML.readTree(text), "", problems);
    var routes = ChannelSection.read(top, Set.of("team-chat"));
    top.finish();
    return routes;
  }

  private List<String> told() {
    return problems.stream().map(InputProblem::toString).toList();
  }

  @Test
  void rulesAreReadInTheirOrder() {
    var routes =
        read(
            """
            channels:
              - {team: back, environment: production, severity: error, connection: team-chat, channel: C1}
              - {service: web, connection: team-chat, channel: C2}
              - {connection: team-chat, channel: C3}
            """);
    assertThat(told()).isEmpty();
    assertThat(routes.rules()).extracting(it -> it.channel()).containsExactly("C1", "C2", "C3");
    assertThat(routes.rules().getFirst().severity()).isEqualTo(Severity.ERROR);
    assertThat(routes.rules().getLast().isDefault()).isTrue();
  }

  @Test
  void whatCannotBeMeantIsAProblemWithItsPlace() {
    read(
        """
        channels:
          - {connection: other-chat, channel: C1}
          - {connection: team-chat, channel: '@anna', severity: awful}
          - {connection: team-chat, chanel: C1}
        """);
    assertThat(told())
        .anyMatch(it -> it.contains("/channels/0/connection") && it.contains("there are team-chat"))
        .anyMatch(it -> it.contains("/channels/1/channel") && it.contains("is never used"))
        .anyMatch(it -> it.contains("/channels/1/channel") && it.contains("id or name"))
        .anyMatch(it -> it.contains("/channels/1/severity"))
        .anyMatch(it -> it.contains("/channels/2/channel") && it.contains("is missing"))
        .anyMatch(it -> it.contains("/channels/2/chanel") && it.contains("not a known key"));
  }
}
