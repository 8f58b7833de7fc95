package io.tollgate.gateway.media;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the gateway fetches from addresses in requests, for providers that take no addresses.
 *
 * @param maxFiles of one request
 * @param maxFile the largest single file
 * @param maxTotal of all files of one request together
 * @param maxRedirects that are followed for a file, each checked like the first address
 * @param timeout for all files of one request together
 * @param maxRequests for which files are fetched at the same time; more are answered 503
 * @param privateHosts {@code host:port} of servers in a private network that may be asked; none
 *     unless an operator names them
 */
@ConfigurationProperties("tollgate.gateway.media")
public record MediaProperties(
    @DefaultValue("20") int maxFiles,
    @DefaultValue("10MB") DataSize maxFile,
    @DefaultValue("20MB") DataSize maxTotal,
    @DefaultValue("3") int maxRedirects,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("32") int maxRequests,
    @DefaultValue Set<String> privateHosts) {}
