/** The set-up of the app at Slack's: its manifest, and the scopes that it needs. */
@NullMarked
package io.countersign.connectors.slack.manifest;

import org.jspecify.annotations.NullMarked;
