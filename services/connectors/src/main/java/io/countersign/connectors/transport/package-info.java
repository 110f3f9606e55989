/** HTTP with bounds: time, size, no redirects, secrets kept out of messages. */
@NullMarked
package io.countersign.connectors.transport;

import org.jspecify.annotations.NullMarked;
