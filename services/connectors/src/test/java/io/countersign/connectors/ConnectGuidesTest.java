package io.countersign.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.StrictYaml;
import io.countersign.connectors.type.ConnectorContext;
import io.countersign.connectors.type.Port;
import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraSimulator;
import io.countersign.simulators.jira.SiteSettings;
import io.countersign.simulators.servicenow.ServiceNowSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guides to Jira and ServiceNow, followed on the simulators that they begin with. */
class ConnectGuidesTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern YAML =
      Pattern.compile("```yaml\\n# countersign.yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("\\./countersign sim ([a-z]+) ");
  private static final TicketDraft DRAFT =
      new TicketDraft("incident", "checkout-api fails", "", Map.of());

  @TempDir private Path folder;

  private static String guide(String name) throws IOException {
    var text = Files.readString(ROOT.resolve("docs/guides").resolve(name));
    var command = COMMAND.matcher(text);
    assertThat(command.find()).isTrue();
    assertThat(Files.readString(ROOT.resolve("countersign")))
        .contains(command.group(1) + ") main=");
    return text;
  }

  /** The connection of the guide's file, with the address and the secret of this run. */
  private Ticketing connected(String guide, String address, String secret) throws IOException {
    var yaml = YAML.matcher(guide);
    assertThat(yaml.find()).isTrue();
    var file = Files.writeString(folder.resolve("secret"), secret);
    var text =
        yaml.group(1)
            .replaceAll("http://127.0.0.1:\\d+", address)
            .replaceAll("file:~/\\.countersign/[a-z-]+", "\"file:" + file + "\"");
    var problems = new ArrayList<InputProblem>();
    var top =
        SettingsReader.of(
            StrictYaml.upTo(10_000).read(text, problems::add).orElseThrow(), "", problems);
    var entry = top.objects("ticketing", "NAME").entrySet().iterator().next();
    var kind = entry.getValue().required("kind", "which");
    var type =
        ConnectorTypes.serving(Port.TICKETING).stream()
            .filter(it -> it.kind().equals(kind))
            .findFirst()
            .orElseThrow();
    var connection = type.read(entry.getKey(), entry.getValue());
    top.finish();
    assertThat(problems).isEmpty();
    var context =
        new ConnectorContext(new BoundedHttp(), InstantSource.system(), folder, "production");
    return (Ticketing) connection.open(context);
  }

  @Test
  void jiraIsConnectedAsItsGuideTells() throws IOException {
    var settings = SiteSettings.of(JiraEdition.CLOUD);
    try (var jira = new JiraSimulator(0, settings, "t", InstantSource.system())) {
      var ticketing = connected(guide("connect-jira.md"), jira.address().toString(), "t");
      assertThat(ticketing.check().ok()).isTrue();
      var ticket = Outcomes.value(ticketing.create("countersign:inc_1", DRAFT, null));
      assertThat(ticket.fields()).containsEntry("priority", "Medium");
    }
  }

  @Test
  void serviceNowIsConnectedAsItsGuideTells() throws IOException {
    try (var serviceNow = new ServiceNowSimulator(0, "p", InstantSource.system())) {
      var ticketing =
          connected(guide("connect-servicenow.md"), serviceNow.address().toString(), "p");
      assertThat(ticketing.check().ok()).isTrue();
      var ticket = Outcomes.value(ticketing.create("countersign:inc_1", DRAFT, null));
      assertThat(ticket.fields()).containsEntry("priority", "4");
    }
  }
}
