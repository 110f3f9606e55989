/** The command on the changes of others. */
@NullMarked
package io.countersign.cli.change;

import org.jspecify.annotations.NullMarked;
