/** The commands about who is on call and who was told of what. */
@NullMarked
package io.countersign.cli.oncall;

import org.jspecify.annotations.NullMarked;
