// Tells a reader which files the desk signed. verify_page.py puts the key in and takes these lines and the indentation
// away. Of the page: #n says that the browser cannot check, #f takes files, #o gets the outcome, and #r holds what can
// be said of a file: [0] not genuine, [1] genuine, [2] not signed.
(async()=>{
  let s=crypto.subtle,
  b=t=>Uint8Array.from(atob(t),c=>c.charCodeAt()),
  k=await s.importKey("raw",b("KEY"),"Ed25519",0,["verify"]);
  n.replaceWith(f);
  f.onchange=async()=>{
    let a=[],l="";
    for(let i of f.files){
      let t=await i.text(),d=await i.arrayBuffer(),v=2,m=/(<!--|,\n )"signed":"(.{88})"(-->|\n})\n$/.exec(t);
      try{if(m)v=await s.verify("Ed25519",k,b(m[2]),d.slice(0,-m[0].length))}catch{v=0}
      // a manifest, told by its content: phones rename what they receive
      if(v==1&&t[0]=="{")l+=t;
      a.push([i.name,d,v])
    }
    o.textContent="";
    for(let[i,d,v]of a){
      if(v>1&&l)v=l.includes([...new Uint8Array(await s.digest("SHA-256",d))].map(c=>(c+256).toString(16).slice(1)).join(""));
      o.append(i,r.children[+v].cloneNode(1))
    }
  }
})()
