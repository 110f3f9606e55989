/** What a parsed delivery consists of, whatever its source. */
@NullMarked
package io.countersign.connectors.intake;

import org.jspecify.annotations.NullMarked;
