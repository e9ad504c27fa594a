package dev.tocsin.benchmarks;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The official client's own HTTP client, with all its requests led to a simulator; nothing else of it is changed. */
final class RedirectedTwilio extends NetworkHttpClient {
    private final URI base;

    RedirectedTwilio(URI base) {
        this.base = base;
    }

    @Override
    public Response makeRequest(Request request) {
        URI asked = URI.create(request.getUrl());
        Request led = new Request(
                request.getMethod(), base.getScheme() + "://" + base.getRawAuthority() + asked.getRawPath());
        if (request.requiresAuthentication()) {
            led.setAuth(request.getUsername(), request.getPassword());
        }
        request.getQueryParams().forEach((name, values) -> values.forEach(value -> led.addQueryParam(name, value)));
        request.getPostParams().forEach((name, values) -> values.forEach(value -> led.addPostParam(name, value)));
        for (Map.Entry<String, List<String>> header : request.getHeaderParams().entrySet()) {
            header.getValue().forEach(value -> led.addHeaderParam(header.getKey(), value));
        }
        led.setContentType(request.getContentType());
        return super.makeRequest(led);
    }
}
