package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.config.tickets.TicketRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guides to tickets are of this release: what they have people write is read. */
class TicketGuidesTest {
  private static final Path GUIDES = Path.of("..", "..", "docs", "guides");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void theirConfigurationIsReadTogether() throws Exception {
    var jira = yaml("connect-jira.md");
    var snow =
        yaml("connect-servicenow.md")
            .replace("ticketing:\n", "")
            .replace("  snow:", "  servicenow:");
    var read =
        ConfigurationFile.parse(
            jira + withoutComments(snow) + yaml("keep-tickets.md"), "keep-tickets.md");
    assertThat(read.connections()).extracting(it -> it.name()).contains("jira", "servicenow");
    assertThat(read.tickets()).extracting(TicketRule::connection).isNotEmpty().containsOnly("jira");
  }

  private static String withoutComments(String yaml) {
    return yaml.replaceAll("(?m)^#.*\n", "");
  }

  private static String yaml(String guide) throws IOException {
    var found = YAML.matcher(Files.readString(GUIDES.resolve(guide)));
    assertThat(found.find()).as(guide).isTrue();
    return found.group(1);
  }
}
