/** Tickets in Jira: the Cloud by version 3 of its interface, a Data Center by version 2. */
@NullMarked
package io.countersign.connectors.jira;

import org.jspecify.annotations.NullMarked;
