// Package proxy is the baseline: the smallest reverse proxy that Go's standard library makes, which is what a gateway costs that does nothing.
package proxy

import (
	"flag"
	"net/http"
	"net/http/httputil"
	"net/url"
)

// As many idle connections as the largest scenario has streams.
const idle = 16384

// Main serves until it is ended.
func Main(args []string) error {
	flags := flag.NewFlagSet("proxy", flag.ExitOnError)
	address := flags.String("addr", "127.0.0.1:21100", "listen address")
	to := flags.String("to", "http://127.0.0.1:21001", "upstream")
	flags.Parse(args)
	upstream, err := url.Parse(*to)
	if err != nil {
		return err
	}
	return http.ListenAndServe(*address, handler(upstream))
}

func handler(upstream *url.URL) http.Handler {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns = idle
	transport.MaxIdleConnsPerHost = idle
	transport.DisableCompression = true
	proxy := &httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(upstream) },
		Transport:     transport,
		FlushInterval: -1, // after each write
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Else the server closes a request's body when its answer begins, and an upstream as quick as the mock answers before
		// the transport has seen the body's end: it then cuts the answer.
		http.NewResponseController(w).EnableFullDuplex()
		proxy.ServeHTTP(w, r)
	})
}
