"""A host on loopback that means harm, and what `load`, `doctor`, `fetch` and `verify` make of it.

    RECEIPT=receipt.json python benchmarks/hostile/hosts.py doctor,load,fetch,verify [PAYLOAD…] > hosts.txt

A line for each payload and command: exit code, seconds by the clock, memory, the end of what was said; `OTHER` where another
address was called than that of the host.
"""
import sys,time,threading,socket,subprocess,os,itertools,json
def forever(first,piece,pause=0):
    yield first
    while True:
        yield piece
        if pause: time.sleep(pause)
H=b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nServer: %s\r\n"
def ok(body,server=b"Oxigraph/1"):
    return [H%server+b"Content-Length: %d\r\nConnection: close\r\n\r\n"%len(body)+body]
ASK=b'{"boolean":true}'
def when_ask(other):
    def f(req):
        return ok(ASK) if b'ASK' in req.split(b'\r\n',1)[0] else other(req)
    return f
P={
 'garbage':lambda r:[os.urandom(5000)],
 'empty':lambda r:[],
 'deepjson':lambda r:ok(b'['*200000),
 'list':lambda r:ok(b'[1,2]'),
 'number':lambda r:ok(b'1'*100000),
 'redirect-file':lambda r:[b"HTTP/1.1 302 x\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"],
 'redirect-host':lambda r:[b"HTTP/1.1 307 x\r\nLocation: http://127.0.0.2:9/\r\nContent-Length: 0\r\n\r\n"],
 'redirect-loop':lambda r:[b"HTTP/1.1 302 x\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"],
 'endless':lambda r:forever(H%b'a'+b'\r\n',b'x'*65536),
 'endless-ask':when_ask(lambda r:forever(H%b'a'+b'\r\n',b'x'*65536)),
 'slow':lambda r:forever(H%b'a'+b'\r\n',b' ',1),
 'slow-ask':when_ask(lambda r:forever(H%b'a'+b'\r\n',b' ',1)),
 'slow-head':lambda r:forever(b'',b'H',1),
 'ask-garbage':when_ask(lambda r:ok(b'\xff\xfe{')),
 'ask-deep':when_ask(lambda r:ok(b'{"results":{"bindings":'+b'['*100000)),
 'rows-numbers':when_ask(lambda r:ok(b'{"results":{"bindings":[1,2]}}')),
 'rows-strings':when_ask(lambda r:ok(b'{"results":{"bindings":"abc"}}')),
 'rows-odd':when_ask(lambda r:ok(b'{"results":{"bindings":[{"n":{"value":{"a":1}}}]}}')),
 'rows-none':when_ask(lambda r:ok(b'{"results":{"bindings":[]}}')),
 'count-nan':when_ask(lambda r:ok('{"results":{"bindings":[{"n":{"value":"²"}}]}}'.encode())),
 'count-huge':when_ask(lambda r:ok(b'{"results":{"bindings":[{"n":{"value":"'+b'9'*6000+b'"}}]}}')),
 'count-neg':when_ask(lambda r:ok(b'{"results":{"bindings":[{"n":{"value":"-5"}}]}}')),
 'esc':when_ask(lambda r:ok(b'{"results":{"bindings":[{"n":{"value":"\\u001b[2J\\nx","datatype":"#\\u001b"}}]}}')),
 'surr':when_ask(lambda r:ok(b'{"results":{"bindings":[{"n":{"value":"\\ud800"}}]}}')),
 'retry':lambda r:[b"HTTP/1.1 503 x\r\nRetry-After: 9999999\r\nContent-Length: 0\r\n\r\n"],
 'retry2':lambda r:["HTTP/1.1 503 x\r\nRetry-After: ²\r\nContent-Length: 0\r\n\r\n".encode('latin-1')],
 'err-esc':lambda r:[b"HTTP/1.1 400 x\x1b[31m\r\n\r\n\x1b[2J\xff\r\n"],
 '401':lambda r:[b"HTTP/1.1 401 x\r\nWWW-Authenticate: Digest realm=\"\r\nContent-Length: 0\r\n\r\n"],
 'gzip':lambda r:[b"HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b"],
 'dictlist':lambda r:ok(b'{"0":{"cik_str":"x","ticker":"AAPL"},"1":[],"name":5,"filings":[1],"directory":5}'),
 'dict2':lambda r:ok(b'{"0":{"cik_str":320193,"ticker":"AAPL"},"filings":{"recent":{"accessionNumber":5,"form":{"a":1}},"files":["x",5,{"name":7}]}}'),
 'surrname':lambda r:ok(b'{"0":{"cik_str":320193,"ticker":"AAPL","title":"\\ud800\\u001b[31m"},"name":"\\ud800\\u001b[2J","filings":{"recent":{"accessionNumber":["0000320193-25-000057"],"form":["10-K"],"filingDate":["2025-01-01"],"primaryDocument":["a.htm"],"reportDate":[{}]}},"directory":{"item":[{"name":"a.htm"},{"name":"filing.json"},{"name":"../x.xml"},{"name":"a.htm/b.xml"},{"name":".x.xml"},{"name":"CON.xml"}]}}'),
 'http09':lambda r:[b"<html>hello"],
 'cont':lambda r:forever(b'',b"HTTP/1.1 100 C\r\n\r\n"),
 'heads':lambda r:forever(H%b'a',b"X: "+b'y'*60000+b"\r\n"),
}
if __name__=='__main__':
    names=sys.argv[2:] or list(P); cmds=sys.argv[1].split(',')
    for name in names:
        for cmd in cmds:
            door=socket.create_server(('127.0.0.1',0)); port=door.getsockname()[1]; stop=False
            def one(line,name=name):
                try:
                    with line:
                        r=b''
                        line.settimeout(30)
                        r=line.recv(1<<20)
                        if b'Content-Length:' in r:
                            import re
                            n=int(re.search(rb'Content-Length: (\d+)',r)[1]); 
                            while len(r.split(b'\r\n\r\n',1)[1])<n:
                                r+=line.recv(1<<20)
                        for p in P[name](r): line.sendall(p)
                except Exception as e: pass
            def serve():
                while True:
                    try: l,_=door.accept()
                    except OSError: return
                    threading.Thread(target=one,args=(l,),daemon=True).start()
            threading.Thread(target=serve,daemon=True).start()
            u=f'http://127.0.0.1:{port}/ds'
            import tempfile; t=tempfile.mkdtemp()
            open(t+'/a.nq','w').write('<urn:s> <urn:p> "x" <urn:g> .\n')
            call={'load':['load',t+'/a.nq','--to',u],'doctor':['doctor',u],'fetch':['fetch','AAPL','10-K','-o',t+'/o','--site',u,'--contact','a@b.c'],
                  'verify':['verify',os.environ['RECEIPT'],'--engine',u]}[cmd]
            b=time.time()
            p=subprocess.run(['/usr/bin/strace','-f','-qqq','-e','trace=connect','-e','signal=none','-o',t+'/st',sys.executable,'-c',"import sys,resource\nfrom gaapgraph.cli import main\ntry: c=main(sys.argv[1:])\nexcept SystemExit as e: c=e.code\nprint('MB',resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024)\nsys.exit(c)"]+call,capture_output=True)
            door.close()
            st=open(t+'/st').read()
            other=[l for l in st.splitlines() if f'htons({port})' not in l]
            mb=p.stdout.decode().rsplit('MB',1)[-1].strip()
            print(name,cmd,p.returncode,f'{time.time()-b:.0f}s',mb,'MB',p.stderr.decode('utf-8','replace').strip()[-230:].replace('\n',' // '),'OTHER'+str(other[:2]) if other else '',flush=True)
