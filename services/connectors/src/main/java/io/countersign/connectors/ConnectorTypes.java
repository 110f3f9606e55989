package io.countersign.connectors;

import io.countersign.connectors.alertmanager.AlertmanagerDelivery;
import io.countersign.connectors.alertmanager.AlertmanagerSilencesType;
import io.countersign.connectors.ansible.AnsibleType;
import io.countersign.connectors.canonical.CanonicalDelivery;
import io.countersign.connectors.feed.JsonFeedType;
import io.countersign.connectors.gitea.GiteaType;
import io.countersign.connectors.http.HttpActionType;
import io.countersign.connectors.icalendar.ICalendarSubscriptionType;
import io.countersign.connectors.intake.DeliveryType;
import io.countersign.connectors.jira.JiraType;
import io.countersign.connectors.jsonlines.JsonLinesType;
import io.countersign.connectors.mail.MailType;
import io.countersign.connectors.prometheus.PrometheusType;
import io.countersign.connectors.servicenow.ServiceNowType;
import io.countersign.connectors.slack.SlackType;
import io.countersign.connectors.teams.TeamsType;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;
import io.countersign.connectors.webhook.SignedWebhookType;
import java.util.List;

/** The one list of what the configuration file can name. A connector is added here. */
public final class ConnectorTypes {
  private static final List<ConnectorType> CONNECTIONS =
      List.of(
          new PrometheusType(),
          new JsonLinesType(),
          new JsonFeedType(),
          new HttpActionType(),
          new AnsibleType(),
          new SignedWebhookType(),
          new MailType(),
          new TeamsType(),
          new AlertmanagerSilencesType(),
          new ICalendarSubscriptionType(),
          new JiraType(),
          new ServiceNowType(),
          new GiteaType(),
          new SlackType());

  private static final List<DeliveryType> DELIVERIES =
      List.of(new AlertmanagerDelivery(), new CanonicalDelivery());

  private ConnectorTypes() {}

  /** The kinds of connections of a port; the first is meant where the file says none. */
  public static List<ConnectorType> serving(Port port) {
    return CONNECTIONS.stream().filter(it -> it.port() == port).toList();
  }

  /** The kinds of sources that deliver alerts; the first is meant where the file says none. */
  public static List<DeliveryType> deliveries() {
    return DELIVERIES;
  }
}
