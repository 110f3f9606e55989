package io.countersign.server.config;

import io.countersign.connectors.ansible.AnsibleSettings;
import io.countersign.connectors.http.HttpActionSettings;

/** One executor's settings, of whichever kind. */
public sealed interface ExecutorSettings {
  record HttpAction(HttpActionSettings settings) implements ExecutorSettings {}

  record Ansible(AnsibleSettings settings) implements ExecutorSettings {}
}
