package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.countersign.connectors.ConnectorTypes;
import io.countersign.connectors.type.Port;
import io.countersign.domain.conversation.ChannelRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide to Slack is of this release: what it has people write is read. */
class ConnectSlackGuideTest {
  private static final Path GUIDE = Path.of("..", "..", "docs", "guides", "connect-slack.md");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void itsConfigurationIsRead() throws Exception {
    assumeThat(ConnectorTypes.serving(Port.CONVERSATIONS)).as("a kind of chat").isNotEmpty();
    var read = ConfigurationFile.parse(configuration(), "connect-slack.md");
    assertThat(read.connections()).extracting(it -> it.name()).contains("team-slack");
    assertThat(read.channels().rules())
        .extracting(ChannelRoute::connection)
        .containsOnly("team-slack");
    assertThat(read.channels().rules().getLast().isDefault()).isTrue();
  }

  private static String configuration() throws IOException {
    var found = YAML.matcher(Files.readString(GUIDE));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
