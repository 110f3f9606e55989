/** Signed notifications to whoever is configured. */
@NullMarked
package io.countersign.connectors.webhook;

import org.jspecify.annotations.NullMarked;
