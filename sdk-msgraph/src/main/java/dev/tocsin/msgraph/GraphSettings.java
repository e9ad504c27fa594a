package dev.tocsin.msgraph;

import dev.tocsin.core.base.Sleeper;
import dev.tocsin.http.TransportListener;
import dev.tocsin.msgraph.login.AppCredential;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

/** What all tenants of one app have in common. */
record GraphSettings(
        String clientId,
        AppCredential credential,
        GraphCloud cloud,
        Clock clock,
        Sleeper sleeper,
        TransportListener listener,
        HttpClient httpClient,
        Duration requestTimeout,
        Duration longestWait,
        int maxAnswerBytes,
        Duration renewEarly,
        Duration refusalMemory,
        int proofTries,
        Duration proofWait) {}
