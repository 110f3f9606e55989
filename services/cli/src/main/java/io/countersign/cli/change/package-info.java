/** What others changed. */
@NullMarked
package io.countersign.cli.change;

import org.jspecify.annotations.NullMarked;
