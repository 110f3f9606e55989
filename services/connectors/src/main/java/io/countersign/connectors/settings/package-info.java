/** Strict reading of the configuration, with all problems at once. */
@NullMarked
package io.countersign.connectors.settings;

import org.jspecify.annotations.NullMarked;
