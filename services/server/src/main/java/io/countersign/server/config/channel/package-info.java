/** The section of the configuration file that says which incidents are told in which chat. */
@NullMarked
package io.countersign.server.config.channel;

import org.jspecify.annotations.NullMarked;
